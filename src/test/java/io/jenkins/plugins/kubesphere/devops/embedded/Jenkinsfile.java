package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.GroovyClassLoader;
import groovy.transform.ThreadInterrupt;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The script of a job, compiled when first needed. Safe for use by several builds at once. */
final class Jenkinsfile {
    private final JobName job;
    private final String script;
    private Class<?> compiled;
    private List<DeclaredParameter> parameters;

    /** @param script null counts as empty */
    Jenkinsfile(JobName job, String script) {
        this.job = job;
        this.script = script == null ? "" : script;
    }

    boolean isOf(String other) {
        return script.equals(other == null ? "" : other);
    }

    /** What its {@code parameters} directive declares, without running anything else; nothing if it does not compile. */
    synchronized List<DeclaredParameter> parameters() {
        if (parameters == null) {
            try {
                PipelineScript declaring = instance(compile(new OnlyParameters()));
                declaring.run();
                parameters = declaring.declared();
            } catch (RuntimeException e) {
                parameters = List.of(); // Its builds end with the error.
            }
        }
        return parameters;
    }

    /** Runs it to its end, on this thread. Throws whatever the script throws. */
    void run(PipelineContext context) {
        PipelineScript building;
        synchronized (this) {
            if (compiled == null) {
                compiled = compile(new SleepIsAStep());
            }
            building = instance(compiled);
        }
        building.run(context);
    }

    private static PipelineScript instance(Class<?> type) {
        return (PipelineScript) InvokerHelper.createScript(type, PipelineVariables.none());
    }

    private Class<?> compile(CompilationCustomizer customizer) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        // A build that spins in Groovy code can be stopped, too.
        configuration.addCompilationCustomizers(customizer, new ASTTransformationCustomizer(ThreadInterrupt.class));
        try (GroovyClassLoader loader = new GroovyClassLoader(getClass().getClassLoader(), configuration)) {
            return loader.parseClass(script, "Jenkinsfile");
        } catch (MultipleCompilationErrorsException e) {
            throw StepFailure.outsideSteps("Jenkinsfile of " + job + " does not compile: "
                    + describe(e.getErrorCollector().getError(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(Message message) {
        if (message instanceof SyntaxErrorMessage syntax) {
            return "line " + syntax.getCause().getLine() + ": "
                    + syntax.getCause().getOriginalMessage();
        }
        return message.toString();
    }
}

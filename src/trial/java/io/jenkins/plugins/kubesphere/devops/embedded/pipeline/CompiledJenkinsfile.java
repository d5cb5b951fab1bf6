package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.transform.ThreadInterrupt;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuild;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The script of a job, compiled when first needed. Safe for use by several builds at once. */
public final class CompiledJenkinsfile {
    private final JobName job;
    private final String script;
    private Class<?> compiled;
    private DeclaredJobProperties properties;

    /** @param script null counts as empty */
    public CompiledJenkinsfile(JobName job, String script) {
        this.job = job;
        this.script = Objects.requireNonNullElse(script, "");
    }

    /**
     * What it declares for its job, without running anything else; nothing if it does not compile, or declares what the
     * engine refuses: its builds end with the error.
     */
    public synchronized DeclaredJobProperties properties() {
        if (properties == null) {
            try {
                boolean may = script.contains("parameters") || script.contains("options");
                properties = may ? instance(compile(new OnlyJobProperties())).properties() : DeclaredJobProperties.NONE;
            } catch (RuntimeException e) {
                properties = DeclaredJobProperties.NONE;
            }
        }
        return properties;
    }

    /**
     * Runs it for a build, on the calling thread.
     *
     * @param params what {@code params} shows
     * @throws StepFailedException if it does not compile
     */
    public void run(EmbeddedBuild build, Map<String, Object> params) {
        script().run(build, params);
    }

    private synchronized PipelineScript script() {
        if (compiled == null) {
            compiled = compile(new ReservedNames());
        }
        return instance(compiled);
    }

    private static PipelineScript instance(Class<?> type) {
        return (PipelineScript) InvokerHelper.createScript(type, new Binding());
    }

    private Class<?> compile(CompilationCustomizer customizer) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        // A build that spins in Groovy code can be stopped, too.
        configuration.addCompilationCustomizers(customizer, new ASTTransformationCustomizer(ThreadInterrupt.class));
        try (GroovyClassLoader loader = new GroovyClassLoader(getClass().getClassLoader(), configuration)) {
            return loader.parseClass(script, "Jenkinsfile");
        } catch (MultipleCompilationErrorsException e) {
            throw StepFailedException.failed("Jenkinsfile of " + job + " does not compile: "
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

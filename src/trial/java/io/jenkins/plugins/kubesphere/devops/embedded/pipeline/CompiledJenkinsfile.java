package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.transform.ThreadInterrupt;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuild;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.text.ByteOrderMark;
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

/**
 * Compiles the Jenkinsfile of a job when it is first needed, and runs it. Several builds can use it at the same time.
 */
public final class CompiledJenkinsfile {
    private final JobName job;
    private final String script;
    private Class<?> compiled;
    private DeclaredJobProperties properties;

    /** @param script the Jenkinsfile; null is the same as empty */
    public CompiledJenkinsfile(JobName job, String script) {
        this.job = job;
        this.script = ByteOrderMark.removeFrom(Objects.requireNonNullElse(script, ""));
    }

    /** Returns the text of the Jenkinsfile. */
    public String script() {
        return script;
    }

    /**
     * Returns the settings that the Jenkinsfile declares for its job; no step runs. If the Jenkinsfile does not
     * compile, or the engine refuses the settings, there are no settings; each build then ends with the error.
     */
    public synchronized DeclaredJobProperties properties() {
        if (properties == null) {
            try {
                boolean mayDeclare = script.contains("parameters") || script.contains("options");
                properties = mayDeclare
                        ? instantiate(compile(new JobPropertiesOnlyCustomizer()))
                                .readProperties()
                        : DeclaredJobProperties.NONE;
            } catch (RuntimeException e) {
                properties = DeclaredJobProperties.NONE;
            }
        }
        return properties;
    }

    /**
     * Runs the Jenkinsfile for a build, on the calling thread.
     *
     * @param params the value of {@code params} in the Jenkinsfile
     * @throws StepFailedException if the Jenkinsfile does not compile
     */
    public void run(EmbeddedBuild build, Map<String, Object> params) {
        createScript().run(build, params);
    }

    private synchronized PipelineScript createScript() {
        if (compiled == null) {
            compiled = compile(new ReservedNameCustomizer());
        }
        return instantiate(compiled);
    }

    private static PipelineScript instantiate(Class<?> type) {
        return (PipelineScript) InvokerHelper.createScript(type, new Binding());
    }

    private Class<?> compile(CompilationCustomizer customizer) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        // ThreadInterrupt adds interrupt checks, so that a stop ends an endless loop in Groovy code.
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

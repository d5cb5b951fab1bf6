package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.ScriptProblem;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;

/**
 * Compiles a Jenkinsfile as the page of a job does while somebody types. The compiler and its error messages are those of
 * the plugin workflow-cps, with what it refuses because it would run at compile time. It has no Java API for this: the
 * method is one of its pages.
 */
public final class ScriptCompiler {
    /** Larger ones cannot be stored in a Pipeline. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int MAX_MESSAGE = 1_000;
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    private static final String METHOD = "doCheckScriptCompile";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ScriptCompiler() {}

    /**
     * Compiles a Jenkinsfile, with a limit of time and stack. It may be text of an attacker.
     *
     * @param namespace of the pipeline: a slow script of one namespace does not delay those of others
     * @param job for which the plugin compiles
     * @return empty if it compiles
     * @throws EngineRefusalException {@link Reason#PLUGIN_MISSING} if this version of the plugin has no such page
     * @throws EngineFailureException if too many Jenkinsfiles are being read now
     */
    public static List<ScriptProblem> compile(String namespace, Item job, String script) {
        if (script.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return List.of(
                    new ScriptProblem(0, 0, "the Jenkinsfile has more than " + MAX_BYTES + " bytes; shorten it"));
        }
        try {
            return TimeLimitedExecutor.shared().call(namespace, script, MAX_WAIT, () -> compile(job, script));
        } catch (EngineRefusalException e) {
            if (e.reason() != Reason.NOT_CONVERTIBLE) {
                throw e;
            }
            // It takes too long, or too much stack.
            return List.of(new ScriptProblem(0, 0, e.getMessage()));
        }
    }

    private static List<ScriptProblem> compile(Item job, String script) {
        Descriptor<?> page = Jenkins.get().getDescriptorOrDie(CpsFlowDefinition.class);
        // The page asks for the right to change the job, which the caller's right to check stands for.
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Object answer =
                    page.getClass().getMethod(METHOD, Item.class, String.class).invoke(page, job, script);
            return problems(JSON.readTree(String.valueOf(answer)));
        } catch (NoSuchMethodException | IllegalAccessException | JsonProcessingException e) {
            throw new EngineRefusalException(
                    Reason.PLUGIN_MISSING,
                    "the plugin workflow-cps cannot check Jenkinsfiles in the way that is known; update it, or this plugin");
        } catch (InvocationTargetException e) {
            return List.of(failure(e.getCause()));
        }
    }

    private static List<ScriptProblem> problems(JsonNode answer) {
        return StreamSupport.stream((answer.isArray() ? answer : List.of(answer)).spliterator(), false)
                .filter(found -> !found.path("status").asText().equals("success"))
                .map(found -> new ScriptProblem(
                        found.path("line").asInt(),
                        found.path("column").asInt(),
                        TextTruncator.truncate(found.path("message").asText(), MAX_MESSAGE)))
                .toList();
    }

    /** A script can make the compiler fail in many ways, such as with a method that is too large. */
    private static ScriptProblem failure(Throwable cause) {
        if (cause instanceof StackOverflowError nested) {
            throw nested;
        }
        return new ScriptProblem(
                0, 0, "the compiler failed with " + cause.getClass().getSimpleName() + "; simplify the Jenkinsfile");
    }
}

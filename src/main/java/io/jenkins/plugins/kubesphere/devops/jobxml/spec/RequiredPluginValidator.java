package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import java.util.function.Predicate;

/**
 * Refuses a field of a spec that needs a plugin which Jenkins does not run. Without the plugin, Jenkins would drop the
 * setting when it loads the job.
 *
 * @param refusals creates the refusals of this spec
 * @param isPluginActive tells whether the engine runs the plugin with that short name
 */
public record RequiredPluginValidator(SpecRefusalFactory refusals, Predicate<String> isPluginActive) {
    /**
     * @param field path of the field
     * @param alternative another way to fix it, appended to the message; starts with a comma, or is empty
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#PLUGIN_MISSING} if the plugin does not run
     */
    public void check(String field, String plugin, String alternative) {
        if (!isPluginActive.test(plugin)) {
            throw refusals.create(EngineRefusalException.Reason.PLUGIN_MISSING, field, problem(plugin) + alternative);
        }
    }

    /** Returns what is wrong and how to solve it, as the rest of a sentence that begins with what needs the plugin. */
    public static String problem(String plugin) {
        return "needs the plugin " + plugin + ", which Jenkins does not run; install it and restart Jenkins";
    }
}

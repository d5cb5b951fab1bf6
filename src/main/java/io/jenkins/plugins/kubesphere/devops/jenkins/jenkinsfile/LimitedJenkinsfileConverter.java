package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import jenkins.model.Jenkins;

/** The two forms of a Jenkinsfile, by the plugin that knows them. Limits how much it is given and for how long it may work. */
public final class LimitedJenkinsfileConverter implements JenkinsfileConverter {
    private static final String PLUGIN = "pipeline-model-definition";

    private final TimeLimitedExecutor limited = new TimeLimitedExecutor();

    @Override
    public String toJson(String jenkinsfile) {
        checkSize("Jenkinsfile", jenkinsfile);
        return convert(converter -> converter.toJson(jenkinsfile));
    }

    @Override
    public String toJenkinsfile(String json) {
        checkSize("JSON of the Jenkinsfile", json);
        return convert(converter -> converter.toJenkinsfile(json));
    }

    private String convert(Function<PluginModelConverter, String> conversion) {
        PluginModelConverter converter = PluginModelConverter.installed()
                .orElseThrow(() -> new EngineRefusalException(
                        Reason.PLUGIN_MISSING,
                        "converting a Jenkinsfile to JSON and back needs the plugin " + PLUGIN
                                + ", which Jenkins does not run; install it and restart Jenkins"));
        return limited.call(() -> {
            // Reading a text needs no right, and a thread without a user would have them all.
            try (ACLContext nobody = ACL.as2(Jenkins.ANONYMOUS2)) {
                return conversion.apply(converter);
            }
        });
    }

    private static void checkSize(String what, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST) {
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the " + what + " has " + bytes + " bytes, and no more than " + LARGEST
                            + " are converted; shorten it to edit it graphically");
        }
    }
}

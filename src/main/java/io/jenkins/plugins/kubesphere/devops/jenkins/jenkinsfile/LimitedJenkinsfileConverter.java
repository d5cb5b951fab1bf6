package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.RequiredPluginValidator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import jenkins.model.Jenkins;

/**
 * Converts a Jenkinsfile to JSON and back with the plugin pipeline-model-definition. Limits the size of the text, and
 * the time and stack of the conversion.
 */
public final class LimitedJenkinsfileConverter implements JenkinsfileConverter {
    private static final String PLUGIN = "pipeline-model-definition";

    @Override
    public String toJson(String namespace, String jenkinsfile) {
        checkSize("Jenkinsfile", jenkinsfile);
        return convert(namespace, jenkinsfile, converter -> converter.toJson(jenkinsfile));
    }

    @Override
    public String toJenkinsfile(String namespace, String json) {
        checkSize("JSON of the Jenkinsfile", json);
        return convert(namespace, json, converter -> converter.toJenkinsfile(json));
    }

    private String convert(String namespace, String text, Function<JenkinsfileConverterExtension, String> conversion) {
        JenkinsfileConverterExtension converter = JenkinsfileConverterExtension.find()
                .orElseThrow(() -> new EngineRefusalException(
                        Reason.PLUGIN_MISSING,
                        "converting a Jenkinsfile to JSON and back " + RequiredPluginValidator.problem(PLUGIN)));
        return TimeLimitedExecutor.shared().call(namespace, text, Duration.ZERO, () -> {
            // The conversion needs no permission, but a thread without a user would have all permissions.
            try (ACLContext anonymous = ACL.as2(Jenkins.ANONYMOUS2)) {
                return conversion.apply(converter);
            }
        });
    }

    private static void checkSize(String what, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new EngineRefusalException(
                    Reason.NOT_CONVERTIBLE,
                    "the " + what + " has " + bytes + " bytes, but at most " + MAX_BYTES
                            + " can be converted; shorten it, or edit the Jenkinsfile as text");
        }
    }
}

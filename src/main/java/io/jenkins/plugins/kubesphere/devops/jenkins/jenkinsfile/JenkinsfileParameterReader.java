package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/**
 * Reads the parameters that a Jenkinsfile declares, without running it. Has the limits of {@link
 * LimitedJenkinsfileConverter}, and uses the same threads. A text that cannot declare parameters is not parsed.
 */
public final class JenkinsfileParameterReader {
    static final String SCRIPTED = "it is scripted, not declarative";

    /** How long to wait until another Jenkinsfile of the namespace is parsed. Most take some hundredths of a second. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private static final Pattern PIPELINE_BLOCK = Pattern.compile("\\bpipeline\\b");
    private static final Pattern PARAMETERS = Pattern.compile("\\bparameters\\b");
    private static final Pattern PROPERTIES_STEP = Pattern.compile("\\bproperties\\s*+[(\\[]");

    /** Change this when the same Jenkinsfile gives another result, so that stored results are read again. */
    private static final String VERSION = "1";

    private static final String WITHOUT_PARSER = "0";

    private JenkinsfileParameterReader() {}

    /** Identifies the rules of {@link #read}. Other rules apply after a plugin was installed or updated. */
    public static String version() {
        return DeclarativeParameterReader.find().isPresent() ? VERSION : WITHOUT_PARSER;
    }

    /**
     * Reads the parameters. May take seconds.
     *
     * @param namespace of the pipeline
     * @throws EngineFailureException if too many Jenkinsfiles are being read now; the caller may try again later
     */
    public static DeclaredParameters read(String namespace, String jenkinsfile) {
        int bytes = jenkinsfile.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > JenkinsfileConverter.MAX_BYTES) {
            return DeclaredParameters.unknown(
                    "it has more than the " + JenkinsfileConverter.MAX_BYTES + " bytes that are read");
        }
        if (!PIPELINE_BLOCK.matcher(jenkinsfile).find()) {
            return DeclaredParameters.unknown(SCRIPTED);
        }
        if (PROPERTIES_STEP.matcher(jenkinsfile).find()) {
            return DeclaredParameters.unknown("it uses the step properties, which may declare others during a build");
        }
        if (!PARAMETERS.matcher(jenkinsfile).find()) {
            return DeclaredParameters.known(List.of());
        }
        return parse(namespace, jenkinsfile);
    }

    private static DeclaredParameters parse(String namespace, String jenkinsfile) {
        Optional<DeclarativeParameterReader> parser = DeclarativeParameterReader.find();
        if (parser.isEmpty()) {
            return DeclaredParameters.unknown("Jenkins does not run the plugin pipeline-model-definition");
        }
        try {
            return TimeLimitedExecutor.shared().call(namespace, jenkinsfile, MAX_WAIT, () -> {
                try (ACLContext anonymous = ACL.as2(Jenkins.ANONYMOUS2)) {
                    return parser.get().read(jenkinsfile);
                }
            });
        } catch (EngineRefusalException refusal) {
            return DeclaredParameters.unknown(refusal.getMessage());
        }
    }
}

package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.api.Annotations;

/**
 * Converts a declarative Jenkinsfile between its two forms: the script, and the JSON that graphical editors use. A
 * conversion never runs any part of the Jenkinsfile. Text inside quotes stays the same, character for character;
 * comments and layout are lost.
 *
 * <p>Both methods may take seconds, and may be called from any thread. Neither trusts the text, which may come from an
 * attacker.
 */
public interface JenkinsfileConverter {

    /**
     * Size of the largest text that is converted, in bytes of UTF-8. A larger result could not be stored in an
     * annotation.
     */
    int MAX_BYTES = Annotations.MAX_TOTAL_BYTES;

    /** The converter of an engine that cannot convert. */
    JenkinsfileConverter NONE = new JenkinsfileConverter() {
        @Override
        public String toJson(String namespace, String jenkinsfile) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.PLUGIN_MISSING,
                    "this engine cannot convert Jenkinsfiles to JSON and back; edit the Jenkinsfile as text");
        }

        @Override
        public String toJenkinsfile(String namespace, String json) {
            return toJson(namespace, json);
        }
    };

    /**
     * Converts a Jenkinsfile to JSON, {@code {"pipeline":{…}}}.
     *
     * @param namespace of the pipeline: a slow conversion of one namespace does not delay those of others
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#NOT_CONVERTIBLE} if it is a scripted
     *     Jenkinsfile, has an error, or uses something that cannot be converted;
     *     {@link EngineRefusalException.Reason#PLUGIN_MISSING} if the engine lacks the plugin that converts it. The
     *     message says where and why, and contains no text of the Jenkinsfile that could be a secret
     */
    String toJson(String namespace, String jenkinsfile);

    /**
     * Converts JSON to a Jenkinsfile.
     *
     * @param namespace as in {@link #toJson}
     * @throws EngineRefusalException as in {@link #toJson}
     */
    String toJenkinsfile(String namespace, String json);
}

package io.jenkins.plugins.kubesphere.devops.engine;

/**
 * The two forms of a declarative Jenkinsfile: the script, and the JSON that graphical editors work on. Converting never runs
 * anything of either. What a text says inside its quotes is the same afterwards, character for character; comments and layout
 * are lost.
 *
 * <p>Both methods may take seconds and are safe from any thread. Every text may come from an attacker.
 */
public interface JenkinsfileConverter {

    /** The largest text that is converted, in bytes of UTF-8: what all annotations of an object may hold together. */
    int LARGEST = 256 * 1024;

    /** Of an engine that converts nothing. */
    JenkinsfileConverter NONE = new JenkinsfileConverter() {
        @Override
        public String toJson(String jenkinsfile) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.PLUGIN_MISSING,
                    "This engine does not convert Jenkinsfiles to JSON and back");
        }

        @Override
        public String toJenkinsfile(String json) {
            return toJson(json);
        }
    };

    /**
     * Gives a Jenkinsfile as JSON, {@code {"pipeline":{…}}}.
     *
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#NOT_CONVERTIBLE} if it is scripted, wrong, or more than can be
     *     converted; {@link EngineRefusalException.Reason#PLUGIN_MISSING} if the engine lacks what converts it. The message says where
     *     and why, and holds no text of the Jenkinsfile that could be a secret
     */
    String toJson(String jenkinsfile);

    /**
     * Gives the Jenkinsfile that a JSON stands for.
     *
     * @throws EngineRefusalException as for {@link #toJson}
     */
    String toJenkinsfile(String json);
}

package io.jenkins.plugins.kubesphere.devops.engine;

import java.util.Objects;

/** A request that the engine understood and does not carry out. The message is for users: it names the thing and the cure. */
public final class EngineRefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public EngineRefusalException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** Why. {@link #waits()} tells the two families apart. */
    public enum Reason {
        /** The project's folder is not there (yet). */
        FOLDER_MISSING(true),
        /** The pipeline's job is not there (yet). */
        JOB_MISSING(true),
        /** The pipeline's job is there, and that of the branch is not (yet), or not any more. */
        BRANCH_MISSING(true),
        /** The job is there and takes no builds now, because it is disabled for example. */
        NOT_BUILDABLE(true),
        /** A person moved the item away, and it cannot be moved back now, because builds run in it for example. */
        MOVED(true),
        /** The pipeline needs a plugin that the engine does not have, or does not run. */
        PLUGIN_MISSING(true),
        /** An item of that name exists and belongs to somebody else. */
        OWNED_BY_OTHER(false),
        /** The item is the owner's, and was made for a pipeline of another type. */
        TYPE_CHANGED(false),
        /** The engine does not take the name. */
        INVALID_NAME(false),
        /** The engine cannot make a job of the pipeline's spec. */
        INVALID_SPEC(false),
        /** A parameter is unknown to the job, or its value does not convert. */
        INVALID_PARAMETER(false),
        /** The run does not wait for that answer. */
        NO_SUCH_INPUT(false),
        /** The Jenkinsfile cannot be converted to JSON, or the JSON to a Jenkinsfile. */
        NOT_CONVERTIBLE(false);

        private final boolean waits;

        Reason(boolean waits) {
            this.waits = waits;
        }

        /** True if the same request may succeed later without being edited. */
        public boolean waits() {
            return waits;
        }
    }
}

package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Objects;

/**
 * The engine understood a request and does not carry it out. The message is for users: it names the thing and says how
 * to fix it.
 */
public final class EngineRefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public EngineRefusalException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason);
    }

    /**
     * A refusal to repeat the build of another run.
     *
     * @param run the run that was to repeat it
     */
    public static EngineRefusalException ofReplay(PipelineRunRef run, String problem) {
        return new EngineRefusalException(Reason.REPLAY_REFUSED, run + ": " + problem);
    }

    public Reason reason() {
        return reason;
    }

    /** Returns a refusal with another message, for the same reason; this refusal itself if the message is the same. */
    public EngineRefusalException withMessage(String message) {
        if (message.equals(getMessage())) {
            return this;
        }
        EngineRefusalException changed = new EngineRefusalException(reason, message);
        changed.setStackTrace(getStackTrace());
        return changed;
    }

    /** Why the engine refuses. {@link #isRetryable()} says whether the same request may succeed later. */
    public enum Reason {
        /** The folder of the project does not exist (yet). */
        FOLDER_MISSING(true),
        /** The job of the pipeline does not exist (yet). */
        JOB_MISSING(true),
        /** The job of the pipeline exists, but not the job of the branch (yet, or any more). */
        BRANCH_MISSING(true),
        /** The job exists, but accepts no builds now, for example because it is disabled. */
        NOT_BUILDABLE(true),
        /**
         * A person moved the folder or job to another place, and it cannot be moved back now, for example because
         * builds run in it.
         */
        MOVED(true),
        /** The pipeline needs a plugin that the engine does not have, or has not enabled. */
        PLUGIN_MISSING(true),
        /** An item of that name exists and belongs to another owner or to none. */
        OWNED_BY_OTHER(false),
        /** The job belongs to the pipeline, but was created when the pipeline had another type. */
        TYPE_CHANGED(false),
        /** The engine does not allow the name. */
        INVALID_NAME(false),
        /** The engine cannot create a job from the spec of the pipeline. */
        INVALID_SPEC(false),
        /** The run asks for a branch, tag or request, and the job of this name builds another type. */
        REF_TYPE_MISMATCH(false),
        /** The job does not have the parameter, or the value cannot be converted. */
        INVALID_PARAMETER(false),
        /** The run that is to be replayed does not exist (yet). */
        ORIGINAL_NOT_FOUND(true),
        /** The run that is to be replayed has no build yet, or its build must end first. */
        ORIGINAL_NOT_READY(true),
        /** The build of the other run cannot be replayed, or not restarted at that stage. */
        REPLAY_REFUSED(false),
        /** The run does not wait at the input step that was answered. */
        NO_SUCH_INPUT(false),
        /** The input step may only be answered by others. */
        NOT_SUBMITTER(false),
        /** The Jenkinsfile cannot be converted to JSON, or the JSON to a Jenkinsfile. */
        NOT_CONVERTIBLE(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }

        /** Returns true if the same request may succeed later without a change. */
        public boolean isRetryable() {
            return retryable;
        }
    }
}

package io.jenkins.plugins.kubesphere.devops.operator.sync;

import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;

/** Maps a refusal of the engine to the reason of a condition. */
public final class RefusalReasonMapper {
    private RefusalReasonMapper() {}

    /** Returns the reason, one of {@link ConditionReasons}. */
    public static String map(EngineRefusalException refusal) {
        return switch (refusal.reason()) {
            case FOLDER_MISSING -> ConditionReasons.PROJECT_NOT_SYNCED;
            case JOB_MISSING, NOT_BUILDABLE -> ConditionReasons.PIPELINE_NOT_READY;
            case BRANCH_MISSING -> ConditionReasons.BRANCH_NOT_FOUND;
            case REF_TYPE_MISMATCH -> ConditionReasons.REF_TYPE_MISMATCH;
            case PLUGIN_MISSING -> ConditionReasons.PLUGIN_MISSING;
            case MOVED -> ConditionReasons.MOVED;
            case TYPE_CHANGED -> ConditionReasons.TYPE_CHANGED;
            case OWNED_BY_OTHER -> ConditionReasons.OWNED_BY_OTHER;
            case INVALID_NAME -> ConditionReasons.INVALID_NAME;
            case INVALID_SPEC -> ConditionReasons.INVALID_SPEC;
            case NOT_CONVERTIBLE -> ConditionReasons.NOT_CONVERTIBLE;
            case ORIGINAL_NOT_FOUND -> ConditionReasons.ORIGINAL_NOT_FOUND;
            case ORIGINAL_NOT_READY -> ConditionReasons.ORIGINAL_NOT_READY;
            case REPLAY_REFUSED -> ConditionReasons.REPLAY_REFUSED;
            case INVALID_PARAMETER, NO_SUCH_INPUT, NOT_SUBMITTER -> ConditionReasons.INVALID_PARAMETER;
        };
    }
}

package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;

/**
 * Creates the refusals of a spec. Each message begins with the owner of the spec.
 *
 * @param owner the resource that has the spec
 */
public record SpecRefusalFactory(Owner owner) {
    /**
     * Creates the refusal of a spec that is not valid.
     *
     * @param field path of the field, as users write it
     * @param problem the problem and how to fix it, as the rest of a sentence that begins with the field
     */
    public EngineRefusalException create(String field, String problem) {
        return create(Reason.INVALID_SPEC, field, problem);
    }

    /** Creates a refusal with another reason than an invalid spec. */
    public EngineRefusalException create(Reason reason, String field, String problem) {
        return new EngineRefusalException(reason, owner + ": " + field + " " + problem);
    }
}

package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import org.w3c.dom.Element;

/**
 * Writes one element of a job, which one field of the spec owns, and compares it with the existing element. A section
 * is created for one spec. Its factory method throws an exception if the spec cannot be rendered, so that a job is
 * never changed in part only.
 */
public interface Section {
    /**
     * Name of the section in the ownership record and in messages: usually the path of the field below {@code
     * spec.pipeline} or {@code spec.multi_branch_pipeline}.
     */
    String name();

    /**
     * Returns whether the spec sets the field. If it does not, an existing element is removed if this plugin wrote it
     * before, and kept otherwise.
     */
    boolean isWanted();

    ElementLocation location();

    /** Fills the new element. Called only if the section is wanted. */
    void write(Element element);

    /** Whether the existing element means the same as the spec. Called only if the section is wanted. */
    boolean matches(Element existing);

    /** Returns true if no person has set the existing element, so that its replacement is not reported. */
    default boolean isUnset(Element existing) {
        return DomElements.isEmpty(existing);
    }
}

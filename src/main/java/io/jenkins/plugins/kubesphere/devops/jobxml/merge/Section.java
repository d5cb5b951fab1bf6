package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import org.w3c.dom.Element;

/**
 * One element of a job that a field of the spec owns. Made for one spec; refuses a spec that it cannot render when it is
 * made, so that nothing is half done.
 */
public interface Section {
    /** How the record of what we applied and the user's messages name it: the field below {@code spec.pipeline}. */
    String name();

    /** Whether the spec sets the field. If not, the element is ours only as far as we once put it there. */
    boolean wanted();

    ElementLocation place();

    /** Fills the new element. Called only if the section is wanted. */
    void write(Element element);

    /** Whether the element that is there means what the spec says. Called only if the section is wanted. */
    boolean same(Element there);

    /** Whether what is there is nobody's setting, so that nobody needs to hear that it is replaced. */
    default boolean isUnset(Element there) {
        return DomElements.isEmpty(there);
    }
}

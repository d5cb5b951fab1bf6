package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * The job property that says whose job it is, and the record of what we put into it.
 *
 * @param applied names of the sections that are ours, in the order of the spec
 */
record ManagedMark(Owner owner, List<String> applied) {
    /** Class of the engine that Jenkins reads it into. */
    static final String TYPE = "io.jenkins.plugins.kubesphere.devops.jenkins.engine.ManagedJob";

    static final Place PLACE = Place.property(TYPE);

    /** The mark of a job, empty if it has none. */
    static Optional<ManagedMark> in(Element root) {
        return PLACE.find(root).map(ManagedMark::read);
    }

    private static ManagedMark read(Element element) {
        Fields fields = new Fields(element);
        return new ManagedMark(
                new Owner(fields.text("kind"), fields.text("namespace"), fields.text("name"), fields.text("uid")),
                fields.strings("applied"));
    }

    void write(Element root) {
        Element element = PLACE.put(root);
        Elements.append(element, "kind", owner.kind());
        Elements.append(element, "namespace", owner.namespace());
        Elements.append(element, "name", owner.name());
        Elements.append(element, "uid", owner.uid());
        Elements.appendStrings(Elements.append(element, "applied"), applied);
    }
}

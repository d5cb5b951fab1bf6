package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * The property that says whose job it is, and the record of what we put into it. A job with branches is a folder to
 * Jenkins, so that its property is of another class.
 *
 * @param applied names of the sections that are ours, in the order of the spec
 */
record ManagedMark(Owner owner, List<String> applied) {
    /** Classes of the engine that Jenkins reads it into. */
    static final Place OF_JOB = Place.property("io.jenkins.plugins.kubesphere.devops.jenkins.engine.ManagedJob");

    static final Place OF_FOLDER = Place.property("io.jenkins.plugins.kubesphere.devops.jenkins.engine.ManagedFolder");

    /** The mark at that place, empty if there is none. */
    static Optional<ManagedMark> in(Element root, Place place) {
        return place.find(root).map(ManagedMark::read);
    }

    private static ManagedMark read(Element element) {
        Fields fields = new Fields(element);
        return new ManagedMark(
                new Owner(fields.text("kind"), fields.text("namespace"), fields.text("name"), fields.text("uid")),
                fields.strings("applied"));
    }

    void write(Element root, Place place) {
        Element element = place.put(root);
        writeOwner(element, owner);
        Elements.appendStrings(Elements.append(element, "applied"), applied);
    }

    static void writeOwner(Element element, Owner owner) {
        Elements.append(element, "kind", owner.kind());
        Elements.append(element, "namespace", owner.namespace());
        Elements.append(element, "name", owner.name());
        Elements.append(element, "uid", owner.uid());
    }
}

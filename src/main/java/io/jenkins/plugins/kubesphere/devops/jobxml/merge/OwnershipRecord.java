package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.StrictFields;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * The property that says whose job it is, and the record of what we put into it. A job with branches is a folder to
 * Jenkins, so that its property is of another class.
 *
 * @param applied names of the sections that are ours, in the order of the spec
 */
public record OwnershipRecord(Owner owner, List<String> applied) {
    /** Classes of the engine that Jenkins reads it into. */
    public static final ElementLocation OF_JOB =
            ElementLocation.property("io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedJobProperty");

    public static final ElementLocation OF_FOLDER =
            ElementLocation.property("io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedFolderProperty");

    /** The mark at that place, empty if there is none. */
    static Optional<OwnershipRecord> in(Element root, ElementLocation place) {
        return place.find(root).map(OwnershipRecord::read);
    }

    private static OwnershipRecord read(Element element) {
        StrictFields fields = new StrictFields(element);
        return new OwnershipRecord(
                new Owner(fields.text("kind"), fields.text("namespace"), fields.text("name"), fields.text("uid")),
                fields.strings("applied"));
    }

    void write(Element root, ElementLocation place) {
        Element element = place.put(root);
        writeOwner(element, owner);
        DomElements.appendStrings(DomElements.append(element, "applied"), applied);
    }

    public static void writeOwner(Element element, Owner owner) {
        DomElements.append(element, "kind", owner.kind());
        DomElements.append(element, "namespace", owner.namespace());
        DomElements.append(element, "name", owner.name());
        DomElements.append(element, "uid", owner.uid());
    }
}

package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Reads and writes the property of a job that names its owner and the sections that this plugin wrote. For Jenkins a
 * multi-branch job is a folder, so its property has another class.
 *
 * @param applied names of the sections that this plugin wrote, in the order of the spec
 */
public record OwnershipRecord(Owner owner, List<String> applied) {
    /**
     * Location of the record of a regular job. This location and {@link #OF_FOLDER} name classes of {@code
     * jenkins/engine} as texts, because this package must not use those classes.
     */
    public static final ElementLocation OF_JOB =
            ElementLocation.property("io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedJobProperty");

    /** Location of the record of a multi-branch job or of a folder. */
    public static final ElementLocation OF_FOLDER =
            ElementLocation.property("io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedFolderProperty");

    /** The record at that location, empty if there is none. */
    static Optional<OwnershipRecord> read(Element root, ElementLocation location) {
        return location.find(root).map(OwnershipRecord::read);
    }

    private static OwnershipRecord read(Element element) {
        TrackingFieldReader fields = new TrackingFieldReader(element);
        return new OwnershipRecord(
                new Owner(fields.text("kind"), fields.text("namespace"), fields.text("name"), fields.text("uid")),
                fields.strings("applied"));
    }

    void write(Element root, ElementLocation location) {
        Element element = location.put(root);
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

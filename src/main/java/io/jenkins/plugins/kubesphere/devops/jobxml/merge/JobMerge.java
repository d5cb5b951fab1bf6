package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Merges sections into a job's document, and changes only what differs. Used once, by one thread. */
public final class JobMerge {
    private final Element root;
    private final ElementLocation recordLocation;
    private final Optional<OwnershipRecord> formerRecord;
    private final JenkinsfileDeclarations declared;
    private final List<String> applied = new ArrayList<>();
    private final Set<String> conflicts = new LinkedHashSet<>();
    private final Set<String> differing = new LinkedHashSet<>();
    private boolean disabled;
    private boolean changed;

    /** @param recordLocation where the job's ownership record is */
    public JobMerge(Element root, ElementLocation recordLocation) {
        this.root = root;
        this.recordLocation = recordLocation;
        this.formerRecord = OwnershipRecord.read(root, recordLocation);
        this.declared = JenkinsfileDeclarations.read(root);
    }

    /** Names of the sections that this plugin wrote into the job before. */
    public List<String> formerlyApplied() {
        return formerRecord.map(OwnershipRecord::applied).orElse(List.of());
    }

    public void apply(Section section) {
        apply(section, root);
    }

    /** @param base the element at which the path of the section's location starts */
    public void apply(Section section, Element base) {
        Optional<Element> existing = section.location().find(base);
        if (section.isWanted()) {
            applied.add(section.name());
            if (section.location().isDeclaredIn(declared)) {
                conflicts.add(section.name());
            }
            if (existing.isEmpty() || !section.matches(existing.get())) {
                recordIfOverruled(section, existing);
                section.write(section.location().put(base));
                differing.add(section.name());
                changed = true;
            }
        } else if (existing.isPresent()
                && formerlyApplied().contains(section.name())
                && !section.location().isDeclaredIn(declared)) {
            section.location().remove(base);
            differing.add(section.name());
            changed = true;
        }
    }

    /** Records a section that replaces a setting of a person: an existing element that this plugin did not write. */
    private void recordIfOverruled(Section section, Optional<Element> existing) {
        if (existing.isPresent()
                && !section.isUnset(existing.get())
                && !formerlyApplied().contains(section.name())) {
            conflicts.add(section.name());
        }
    }

    /** Adds an entry that is not a section to the ownership record. */
    public void addRecordEntry(String entry) {
        applied.add(entry);
    }

    /**
     * Writes the section if the job has no such element. The ownership record does not list the section, so the element
     * is treated as one that this plugin did not write.
     */
    public void addIfAbsent(Section section) {
        if (section.location().find(root).isEmpty()) {
            section.write(section.location().put(root));
            changed = true;
        }
    }

    /**
     * Puts the parameters into the order of the spec. Call after all sections of parameters were applied.
     *
     * @param parameters the parameters of the spec
     */
    public void orderParameters(List<? extends Section> parameters) {
        List<Element> wantedOrder = parameters.stream()
                .flatMap(section -> section.location().find(root).stream())
                .toList();
        changed |= ParameterSorter.apply(wantedOrder);
    }

    /** Enables the job and writes its ownership record. Call last. */
    public void finish(Owner owner) {
        enable();
        writeRecord(owner);
    }

    /**
     * Enables a job that a person disabled: a disabled job starts no builds, and no field of the spec asks for that.
     */
    private void enable() {
        ElementLocation.field("disabled")
                .find(root)
                .filter(element -> "true".equals(element.getTextContent().strip()))
                .ifPresent(element -> {
                    element.setTextContent("false");
                    disabled = true;
                    changed = true;
                });
    }

    /** Writes the ownership record: the owner, and the sections that were applied. */
    private void writeRecord(Owner owner) {
        OwnershipRecord wanted = new OwnershipRecord(owner, List.copyOf(applied));
        if (!formerRecord.equals(Optional.of(wanted))) {
            wanted.write(root, recordLocation);
            changed = true;
        }
    }

    public boolean changed() {
        return changed;
    }

    public Drift driftBefore() {
        return new Drift(
                "",
                disabled,
                differing.stream().filter(name -> !conflicts.contains(name)).toList());
    }

    public List<String> conflicts() {
        return List.copyOf(conflicts);
    }
}

package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** One pass over a job's document, section by section. Touches only what differs. Used once, by one thread. */
public final class JobMerge {
    private final Element root;
    private final ElementLocation signature;
    private final Optional<OwnershipRecord> mark;
    private final JenkinsfileDeclarations declared;
    private final List<String> applied = new ArrayList<>();
    private final Set<String> overruled = new LinkedHashSet<>();
    private final Set<String> differing = new LinkedHashSet<>();
    private boolean disabled;
    private boolean changed;

    /** @param signature where the job's mark is */
    public JobMerge(Element root, ElementLocation signature) {
        this.root = root;
        this.signature = signature;
        this.mark = OwnershipRecord.in(root, signature);
        this.declared = JenkinsfileDeclarations.in(root);
    }

    /** Names of the sections that we put there before. */
    public List<String> formerlyApplied() {
        return mark.map(OwnershipRecord::applied).orElse(List.of());
    }

    public void apply(Section section) {
        apply(section, root);
    }

    /** @param from the element at which the way to the section's place starts */
    public void apply(Section section, Element from) {
        Optional<Element> there = section.place().find(from);
        if (section.wanted()) {
            applied.add(section.name());
            if (section.place().isIn(declared)) {
                overruled.add(section.name());
            }
            if (there.isEmpty() || !section.same(there.get())) {
                overrule(section, there);
                section.write(section.place().put(from));
                differing.add(section.name());
                changed = true;
            }
        } else if (there.isPresent()
                && formerlyApplied().contains(section.name())
                && !section.place().isIn(declared)) {
            section.place().remove(from);
            differing.add(section.name());
            changed = true;
        }
    }

    /** Adds something to the record that is no section. */
    public void note(String thing) {
        applied.add(thing);
    }

    /** Puts a section there that is wanted where there is nothing. What is there by that way is nobody's, so never ours. */
    public void fill(Section section) {
        if (section.place().find(root).isEmpty()) {
            section.write(section.place().put(root));
            changed = true;
        }
    }

    /** A job that a person disabled takes no builds, so its pipeline could not be run. No field of the spec says so. */
    public void enable() {
        ElementLocation.field("disabled")
                .find(root)
                .filter(element -> "true".equals(element.getTextContent().strip()))
                .ifPresent(element -> {
                    element.setTextContent("false");
                    disabled = true;
                    changed = true;
                });
    }

    /** What is there and was not put there by us is somebody's. */
    private void overrule(Section section, Optional<Element> there) {
        if (there.isPresent()
                && !section.isUnset(there.get())
                && !formerlyApplied().contains(section.name())) {
            overruled.add(section.name());
        }
    }

    /** Call after the sections of all parameters have been applied, with those that the spec has. */
    public void order(List<? extends Section> parameters) {
        List<Element> ours = parameters.stream()
                .flatMap(section -> section.place().find(root).stream())
                .toList();
        changed |= ParameterOrder.restore(ours);
    }

    /** Call last: notes whose job it is and what was applied. */
    public void sign(Owner owner) {
        OwnershipRecord wanted = new OwnershipRecord(owner, List.copyOf(applied));
        if (!mark.equals(Optional.of(wanted))) {
            wanted.write(root, signature);
            changed = true;
        }
    }

    public boolean changed() {
        return changed;
    }

    public Drift found() {
        return new Drift(
                "",
                disabled,
                differing.stream().filter(name -> !overruled.contains(name)).toList());
    }

    public List<String> overruled() {
        return List.copyOf(overruled);
    }
}

package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.TextFieldSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Describes the branch source of a spec, and finds its element in the document of a job.
 *
 * @param type the source's class, and whether it has traits
 * @param idName name of the field of the id, in the ownership record and in messages
 * @param id {@code scm_id}, empty if the spec has none
 * @param sections the sections of the source's fields; their paths start at the {@code jenkins.branch.BranchSource}
 */
public record SourceDefinition(BranchSourceClassSection type, String idName, String id, List<Section> sections) {
    private static final String BRANCH_SOURCE = "jenkins.branch.BranchSource";
    private static final String LIST = "jenkins.branch.MultiBranchProject$BranchSourceList";

    private static final String RECORD_PREFIX = "source/";

    /** @param scmId the value of the spec, or null */
    public static SourceDefinition of(
            SourceFieldValidator validator, BranchSourceClassSection type, String scmId, List<Section> sections) {
        return new SourceDefinition(
                type,
                validator.fieldPath("scm_id"),
                validator.checkText("scm_id", scmId).trim(),
                sections);
    }

    /**
     * Finds the {@code BranchSource} element of the spec's source. A person may have added further sources. So the
     * result is the element with the id in the ownership record, else the element with the id of the spec, else the
     * first element.
     *
     * @param formerlyApplied the entries of the ownership record
     * @return a new, empty element if the job has no source
     */
    public Element findOrAddBranchSource(Element root, List<String> formerlyApplied) {
        List<Element> branchSources = DomElements.child(root, "sources")
                .flatMap(sources -> DomElements.child(sources, "data"))
                .map(DomElements::children)
                .orElse(List.of())
                .stream()
                .filter(element -> element.getTagName().equals(BRANCH_SOURCE))
                .toList();
        return formerlyApplied.stream()
                .filter(entry -> entry.startsWith(RECORD_PREFIX))
                .findFirst()
                .flatMap(entry -> withId(branchSources, entry.substring(RECORD_PREFIX.length())))
                .or(() -> withId(branchSources, id))
                .or(() -> branchSources.stream().findFirst())
                .orElseGet(() -> addBranchSource(root));
    }

    private static Optional<Element> withId(List<Element> branchSources, String id) {
        return branchSources.stream()
                .filter(branchSource -> !id.isEmpty() && presentId(branchSource).equals(id))
                .findFirst();
    }

    private static Element addBranchSource(Element root) {
        Element sources = DomElements.child(root, "sources").orElseGet(() -> DomElements.append(root, "sources"));
        sources.setAttribute("class", LIST);
        Element data = DomElements.child(sources, "data").orElseGet(() -> DomElements.append(sources, "data"));
        return DomElements.append(data, BRANCH_SOURCE);
    }

    /**
     * All sections of the source, with the section of its id. Jenkins distinguishes the branches of different sources
     * by the id: if the id changes, Jenkins builds every branch again.
     *
     * @param branchSource the element before any section is applied
     * @param defaultId the id for a source that has none
     */
    public List<Section> sections(Element branchSource, String defaultId) {
        String effectiveId = effectiveId(branchSource, defaultId);
        List<Section> all = new ArrayList<>(
                List.of(type, new TextFieldSection(idName, ElementLocation.sourceField("id"), effectiveId)));
        all.addAll(sections);
        return all;
    }

    /** The entry of the ownership record that names the source by its id. */
    public String recordEntry(Element branchSource, String defaultId) {
        return RECORD_PREFIX + effectiveId(branchSource, defaultId);
    }

    private String effectiveId(Element branchSource, String defaultId) {
        String present = presentId(branchSource);
        return !id.isEmpty() ? id : present.isEmpty() ? defaultId : present;
    }

    private static String presentId(Element branchSource) {
        return DomElements.child(branchSource, ElementLocation.SOURCE)
                .map(source -> DomElements.childText(source, "id"))
                .orElse("")
                .trim();
    }
}

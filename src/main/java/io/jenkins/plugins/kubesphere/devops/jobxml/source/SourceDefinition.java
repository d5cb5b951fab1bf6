package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.FieldSection;
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
public record SourceDefinition(SourceTypeSection type, String idName, String id, List<Section> sections) {
    private static final String HOLDER = "jenkins.branch.BranchSource";
    private static final String LIST = "jenkins.branch.MultiBranchProject$BranchSourceList";

    private static final String RECORD_PREFIX = "source/";

    /** @param scmId the value of the spec, or null */
    public static SourceDefinition of(
            SourceFieldValidator source, SourceTypeSection type, String scmId, List<Section> sections) {
        return new SourceDefinition(
                type, source.name("scm_id"), source.text("scm_id", scmId).trim(), sections);
    }

    /**
     * Finds the {@code BranchSource} element of the spec's source. A person may have added further sources. So the
     * result is the element with the id in the ownership record, else the element with the id of the spec, else the
     * first element.
     *
     * @param formerlyApplied the entries of the ownership record
     * @return a new, empty element if the job has no source
     */
    public Element findOrAddHolder(Element root, List<String> formerlyApplied) {
        List<Element> holders = DomElements.child(root, "sources")
                .flatMap(sources -> DomElements.child(sources, "data"))
                .map(DomElements::children)
                .orElse(List.of())
                .stream()
                .filter(element -> element.getTagName().equals(HOLDER))
                .toList();
        return formerlyApplied.stream()
                .filter(entry -> entry.startsWith(RECORD_PREFIX))
                .findFirst()
                .flatMap(entry -> withId(holders, entry.substring(RECORD_PREFIX.length())))
                .or(() -> withId(holders, id))
                .or(() -> holders.stream().findFirst())
                .orElseGet(() -> addHolder(root));
    }

    private static Optional<Element> withId(List<Element> holders, String id) {
        return holders.stream()
                .filter(holder -> !id.isEmpty() && presentId(holder).equals(id))
                .findFirst();
    }

    private static Element addHolder(Element root) {
        Element sources = DomElements.child(root, "sources").orElseGet(() -> DomElements.append(root, "sources"));
        sources.setAttribute("class", LIST);
        Element data = DomElements.child(sources, "data").orElseGet(() -> DomElements.append(sources, "data"));
        return DomElements.append(data, HOLDER);
    }

    /**
     * All sections of the source, with the section of its id. Jenkins distinguishes the branches of different sources
     * by the id: if the id changes, Jenkins builds every branch again.
     *
     * @param holder the element before any section is applied
     * @param defaultId the id for a source that has none
     */
    public List<Section> sections(Element holder, String defaultId) {
        String effectiveId = effectiveId(holder, defaultId);
        List<Section> all = new ArrayList<>(
                List.of(type, new FieldSection(idName, ElementLocation.sourceField("id"), effectiveId)));
        all.addAll(sections);
        return all;
    }

    /** The entry of the ownership record that names the source by its id. */
    public String recordEntry(Element holder, String defaultId) {
        return RECORD_PREFIX + effectiveId(holder, defaultId);
    }

    private String effectiveId(Element holder, String defaultId) {
        String present = presentId(holder);
        return !id.isEmpty() ? id : present.isEmpty() ? defaultId : present;
    }

    private static String presentId(Element holder) {
        return DomElements.child(holder, ElementLocation.SOURCE)
                .map(source -> DomElements.text(source, "id"))
                .orElse("")
                .trim();
    }
}

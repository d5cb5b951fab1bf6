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
 * Where the branches of a pipeline come from, as the spec says it.
 *
 * @param type the source's class, and whether it has traits
 * @param idName how record and messages name the field of the id
 * @param id {@code scm_id}, empty if the spec has none
 * @param sections all that the spec may say of such a source; their ways start at the {@code jenkins.branch.BranchSource}
 */
public record SourceDefinition(SourceTypeSection type, String idName, String id, List<Section> sections) {
    private static final String HOLDER = "jenkins.branch.BranchSource";
    private static final String LIST = "jenkins.branch.MultiBranchProject$BranchSourceList";

    private static final String NOTE = "source/";

    /** @param scmId as the spec has it, or null */
    public static SourceDefinition of(
            SourceFields source, SourceTypeSection type, String scmId, List<Section> sections) {
        return new SourceDefinition(
                type, source.name("scm_id"), source.text("scm_id", scmId).trim(), sections);
    }

    /**
     * The element that holds our source. A person may have added sources beside it: ours is the one with our id, else the
     * first.
     *
     * @param formerly the record of what we applied
     * @return with nothing in it if the job has no source
     */
    public Element holder(Element root, List<String> formerly) {
        List<Element> holders = DomElements.child(root, "sources")
                .flatMap(sources -> DomElements.child(sources, "data"))
                .map(DomElements::children)
                .orElse(List.of())
                .stream()
                .filter(element -> element.getTagName().equals(HOLDER))
                .toList();
        return formerly.stream()
                .filter(note -> note.startsWith(NOTE))
                .findFirst()
                .flatMap(note -> withId(holders, note.substring(NOTE.length())))
                .or(() -> withId(holders, id))
                .or(() -> holders.stream().findFirst())
                .orElseGet(() -> make(root));
    }

    private static Optional<Element> withId(List<Element> holders, String id) {
        return holders.stream()
                .filter(holder -> !id.isEmpty() && presentId(holder).equals(id))
                .findFirst();
    }

    private static Element make(Element root) {
        Element sources = DomElements.child(root, "sources").orElseGet(() -> DomElements.append(root, "sources"));
        sources.setAttribute("class", LIST);
        Element data = DomElements.child(sources, "data").orElseGet(() -> DomElements.append(sources, "data"));
        return DomElements.append(data, HOLDER);
    }

    /**
     * All sections of the source, its id among them. The id is what Jenkins tells the branches of sources by: with another
     * one every branch is built again.
     *
     * @param holder as it is before any section is applied
     * @param derived the id of a source that had none
     */
    public List<Section> sections(Element holder, String derived) {
        String stays = idThatStays(holder, derived);
        List<Section> all =
                new ArrayList<>(List.of(type, new FieldSection(idName, ElementLocation.sourceField("id"), stays)));
        all.addAll(sections);
        return all;
    }

    /** How the record names the source: by its id. */
    public String note(Element holder, String derived) {
        return NOTE + idThatStays(holder, derived);
    }

    private String idThatStays(Element holder, String derived) {
        String present = presentId(holder);
        return !id.isEmpty() ? id : present.isEmpty() ? derived : present;
    }

    private static String presentId(Element holder) {
        return DomElements.child(holder, ElementLocation.SOURCE)
                .map(source -> DomElements.text(source, "id"))
                .orElse("")
                .trim();
    }
}

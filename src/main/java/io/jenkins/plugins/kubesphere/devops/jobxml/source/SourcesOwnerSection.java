package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import org.w3c.dom.Element;

/**
 * Renders the reference from the list of sources to its job. Jenkins does not set this reference when it loads the job,
 * and without it a person cannot save the job's form ({@code PersistedList.onModified}, branch-api 2.1255).
 *
 * <p>Each section needs a name; this one has the name of the field that requires the element. The name has no
 * effect here: {@link io.jenkins.plugins.kubesphere.devops.jobxml.merge.JobMerge#addIfAbsent} does not add it to the
 * list of fields that the plugin owns.
 */
public record SourcesOwnerSection() implements Section {
    /** The class of the job that has the sources. */
    public static final String OWNER = "org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject";

    @Override
    public String name() {
        return "source_type";
    }

    @Override
    public boolean isWanted() {
        return true;
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.sourcesOwner();
    }

    @Override
    public void write(Element element) {
        element.setAttribute("class", OWNER);
        element.setAttribute("reference", "../..");
    }

    /** Compares only the reference: XStream follows it and does not read the class. */
    @Override
    public boolean matches(Element existing) {
        return existing.getAttribute("reference").equals("../..");
    }
}

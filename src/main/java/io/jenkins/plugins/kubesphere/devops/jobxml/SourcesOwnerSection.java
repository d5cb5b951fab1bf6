package io.jenkins.plugins.kubesphere.devops.jobxml;

import org.w3c.dom.Element;

/**
 * What the list of sources says of whose it is. Jenkins does not set it when it loads the job, and without it the job's form
 * cannot be saved ({@code PersistedList.onModified}, branch-api 2.1255).
 */
record SourcesOwnerSection() implements Section {
    @Override
    public String name() {
        return "source_type";
    }

    @Override
    public boolean wanted() {
        return true;
    }

    @Override
    public Place place() {
        return Place.sourcesOwner();
    }

    @Override
    public void write(Element element) {
        element.setAttribute("class", MultiBranchJob.ROOT);
        element.setAttribute("reference", "../..");
    }

    @Override
    public boolean same(Element there) {
        return there.getAttribute("reference").equals("../..");
    }
}

package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.JobXmlReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.JobXmlWriter;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.OwnershipRecord;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The document of a project's folder that is not there yet: a folder with our mark and what people read about it. */
public final class FolderRenderer {
    private static final String ROOT = "com.cloudbees.hudson.plugins.folder.Folder";

    private FolderRenderer() {}

    /**
     * Renders the document.
     *
     * @param request with texts that a folder can hold: {@link FolderText#holdable}
     * @return the whole config.xml
     */
    public static String of(FolderRequest request) {
        Owner owner = request.owner();
        Document document = empty();
        Element root = document.getDocumentElement();
        if (!request.description().isEmpty()) {
            DomElements.append(root, "description", request.description());
        }
        if (!request.displayName().isEmpty()) {
            DomElements.append(root, "displayName", request.displayName());
        }
        Element mark = OwnershipRecord.OF_FOLDER.put(root);
        OwnershipRecord.writeOwner(mark, owner);
        DomElements.append(mark, "folder", request.name());
        DomElements.append(mark, "displayName", request.displayName());
        DomElements.append(mark, "description", request.description());
        return JobXmlWriter.write(document);
    }

    private static Document empty() {
        try {
            return JobXmlReader.parse("<" + ROOT + "/>");
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}

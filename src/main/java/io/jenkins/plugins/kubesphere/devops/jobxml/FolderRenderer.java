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

/** Renders the config.xml of a new project folder: its ownership record, display name and description. */
public final class FolderRenderer {
    private static final String ROOT = "com.cloudbees.hudson.plugins.folder.Folder";

    private FolderRenderer() {}

    /**
     * Renders the config.xml.
     *
     * @param request its texts must come from {@link FolderTextSanitizer#sanitize}
     * @return the whole config.xml
     */
    public static String render(FolderRequest request) {
        Owner owner = request.owner();
        Document document = emptyDocument();
        Element root = document.getDocumentElement();
        if (!request.description().isEmpty()) {
            DomElements.append(root, "description", request.description());
        }
        if (!request.displayName().isEmpty()) {
            DomElements.append(root, "displayName", request.displayName());
        }
        Element record = OwnershipRecord.OF_FOLDER.put(root);
        OwnershipRecord.writeOwner(record, owner);
        DomElements.append(record, "folder", request.name());
        DomElements.append(record, "displayName", request.displayName());
        DomElements.append(record, "description", request.description());
        return JobXmlWriter.write(document);
    }

    private static Document emptyDocument() {
        try {
            return JobXmlReader.parse("<" + ROOT + "/>");
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}

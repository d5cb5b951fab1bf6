package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** The document of a project's folder that is not there yet: a folder with nothing but our mark. */
public final class FolderDocument {
    private static final String ROOT = "com.cloudbees.hudson.plugins.folder.Folder";

    private FolderDocument() {}

    /**
     * Renders the document.
     *
     * @param owner the project
     * @return the whole config.xml
     */
    public static String of(Owner owner) {
        Document document = empty();
        ManagedMark.writeOwner(ManagedMark.OF_FOLDER.put(document.getDocumentElement()), owner);
        return JobXmlWriter.write(document);
    }

    private static Document empty() {
        try {
            return JobXml.parse("<" + ROOT + "/>");
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The document of a project's folder that is not there yet: a folder with nothing but our mark. */
public final class FolderDocument {
    private static final String ROOT = "com.cloudbees.hudson.plugins.folder.Folder";

    /** Class of the engine that Jenkins reads the mark into. */
    private static final String MARK = "io.jenkins.plugins.kubesphere.devops.jenkins.engine.ManagedFolder";

    private FolderDocument() {}

    /**
     * Renders the document.
     *
     * @param owner the project
     * @return the whole config.xml
     */
    public static String of(Owner owner) {
        Document document = empty();
        Element mark = Elements.append(Elements.append(document.getDocumentElement(), "properties"), MARK);
        Elements.append(mark, "kind", owner.kind());
        Elements.append(mark, "namespace", owner.namespace());
        Elements.append(mark, "name", owner.name());
        Elements.append(mark, "uid", owner.uid());
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

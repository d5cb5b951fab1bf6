package io.jenkins.plugins.kubesphere.devops.jobxml.dom;

import java.util.List;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/**
 * Writes a document as Jenkins does: indented by two spaces, with the text on the line of its element. Each character
 * that a parser might change is written as a reference, so that each text is read without a change. The document is XML
 * 1.0 unless a text contains a control character, because the parser with which Jenkins loads it sometimes misreads XML
 * 1.1; see {@link JobXmlReader}.
 */
public final class JobXmlWriter {
    private final StringBuilder out = new StringBuilder();
    private boolean requiresXml11;

    private JobXmlWriter() {}

    public static String write(Document document) {
        JobXmlWriter writer = new JobXmlWriter();
        writer.writeElement(document.getDocumentElement(), "");
        String version = writer.requiresXml11 ? "1.1" : "1.0";
        return "<?xml version='" + version + "' encoding='UTF-8'?>\n" + writer.out.append('\n');
    }

    private void writeElement(Element element, String indent) {
        out.append(indent).append('<').append(element.getTagName());
        writeAttributes(element.getAttributes());
        List<Element> children = DomElements.children(element);
        String text = element.getTextContent();
        if (!children.isEmpty()) {
            out.append('>');
            children.forEach(child -> {
                out.append('\n');
                writeElement(child, indent + "  ");
            });
            out.append('\n').append(indent);
        } else if (text.isEmpty()) {
            out.append("/>");
            return;
        } else {
            out.append('>');
            writeText(text, false);
        }
        out.append("</").append(element.getTagName()).append('>');
    }

    private void writeAttributes(NamedNodeMap attributes) {
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            out.append(' ').append(attribute.getName()).append("=\"");
            writeText(attribute.getValue(), true);
            out.append('"');
        }
    }

    private void writeText(String text, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                default -> {
                    if (isReadUnchanged(c, attribute)) {
                        out.append(c);
                    } else {
                        requiresXml11 |= c < 0x20 && c != '\t' && c != '\n' && c != '\r';
                        out.append("&#x").append(Integer.toHexString(c)).append(';');
                    }
                }
            }
        }
    }

    /**
     * Returns whether a parser reads the character unchanged, so that no reference is needed (XML 1.1, sections 2.2 and
     * 2.11; for attributes also 3.3.3).
     */
    private static boolean isReadUnchanged(char c, boolean attribute) {
        return c == '\t' || c == '\n' ? !attribute : c >= 0x20 && !(c >= 0x7F && c <= 0x9F) && c != 0x2028;
    }
}

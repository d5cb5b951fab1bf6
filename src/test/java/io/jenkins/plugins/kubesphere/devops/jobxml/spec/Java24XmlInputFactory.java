package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import javax.xml.stream.XMLInputFactory;

/** Creates XML parsers that have the limits of Java 24 on any Java. */
public final class Java24XmlInputFactory {
    private Java24XmlInputFactory() {}

    public static XMLInputFactory createFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "100000");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "100000");
        return factory;
    }
}

package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.model.AbstractItem;
import hudson.model.Items;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Serializes a job as Jenkins writes it into config.xml. */
final class JobConfigXmlSerializer {
    private JobConfigXmlSerializer() {}

    /**
     * Serializes the job as it is in memory, because the file may lack what the step {@code properties} recorded; see
     * {@link io.jenkins.plugins.kubesphere.devops.jobxml.RegularJobRenderer#update}.
     */
    static String toXml(AbstractItem job) throws IOException {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        Items.XSTREAM2.toXMLUTF8(job, document);
        return document.toString(StandardCharsets.UTF_8);
    }
}

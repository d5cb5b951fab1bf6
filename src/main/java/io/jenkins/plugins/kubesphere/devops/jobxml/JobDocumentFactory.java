package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.JobXmlWriter;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.JobMerge;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParserLimitCheck;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecRefusalFactory;
import org.w3c.dom.Document;

/**
 * Creates the result of a renderer after all sections were applied.
 *
 * @param specPath path of the part of the spec that was rendered
 * @param textName names the text that the user must shorten if the document is too large
 */
record JobDocumentFactory(ParserLimitCheck limits, String specPath, String textName) {
    /** @throws io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException if Jenkins could not load the job */
    JobDocument create(SpecRefusalFactory refusals, JobMerge merge, Document merged, String currentXml) {
        merge.finish(refusals.owner());
        if (!merge.changed()) {
            return new JobDocument(currentXml, false, merge.overruled(), merge.driftBefore());
        }
        String xml = JobXmlWriter.write(merged);
        limits.check(xml, refusals, specPath, textName);
        return new JobDocument(xml, true, merge.overruled(), merge.driftBefore());
    }
}

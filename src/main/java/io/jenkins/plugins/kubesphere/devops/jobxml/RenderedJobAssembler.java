package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.JobXmlWriter;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.JobMerge;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParserLimitValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecRefusalFactory;
import org.w3c.dom.Document;

/**
 * Creates the result of a renderer after all sections were applied.
 *
 * @param specPath path of the part of the spec that was rendered
 * @param textName names the text that the user must shorten if the document is too large
 */
record RenderedJobAssembler(ParserLimitValidator limits, String specPath, String textName) {
    /** @throws io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException if Jenkins could not load the job */
    RenderedJob assemble(SpecRefusalFactory refusals, JobMerge merge, Document merged, String currentXml) {
        merge.finish(refusals.owner());
        if (!merge.changed()) {
            return new RenderedJob(currentXml, false, merge.conflicts(), merge.driftBefore());
        }
        String xml = JobXmlWriter.write(merged);
        limits.check(xml, refusals, specPath, textName);
        return new RenderedJob(xml, true, merge.conflicts(), merge.driftBefore());
    }
}

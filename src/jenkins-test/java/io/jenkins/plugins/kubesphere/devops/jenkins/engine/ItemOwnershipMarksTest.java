package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemTestAccess;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests that a copied or forged mark does not make an item ours, and that an item without its mark is not managed. */
@WithJenkins
class ItemOwnershipMarksTest extends DriftTestCase {
    /** Everybody who may configure a job can write our mark into it. That must not move the job. */
    @Test
    void aForgedMarkDoesNotMoveAJob() throws Exception {
        String forged = job(folder + "/web").getConfigFile().asString();
        WorkflowJob mallorys = folder(folder).createProject(WorkflowJob.class, "mallorys");
        mallorys.updateByXml(new StreamSource(new StringReader(forged)));
        job(folder + "/web").delete();

        assertThat(ensureJob().change()).isEqualTo(ItemOperationResult.CREATED);

        assertThat(job(folder + "/mallorys")).isSameAs(mallorys);
    }

    @Test
    void copiesHaveNoMark() throws Exception {
        folder(folder).copy(job(folder + "/web"), "copied");
        jenkins.jenkins.copy(folder(folder), "copies");

        for (Item copy : List.of(job(folder + "/copied"), folder("copies"), job("copies/web"), job("copies/copied"))) {
            assertThat(ItemTestAccess.marked(copy)).as(copy.getFullName()).isEmpty();
        }
        assertThat(job("copies/web").getConfigFile().asString()).doesNotContain("ManagedJobProperty");
        assertThat(folder("copies").getConfigFile().asString()).doesNotContain("ManagedFolderProperty");
        assertThat(ensureFolder().change()).isEqualTo(ItemOperationResult.UNCHANGED);
        assertThat(ensureJob().change()).isEqualTo(ItemOperationResult.UNCHANGED);
    }

    @Test
    void itemsCreatedFromOurDocumentsHaveNoMark() throws Exception {
        String ofJob = job(folder + "/web").getConfigFile().asString();
        String ofFolder = folder(folder).getConfigFile().asString();
        Item madeJob = jenkins.jenkins.createProjectFromXML("made", stream(ofJob));
        Item madeFolder = jenkins.jenkins.createProjectFromXML("others", stream(ofFolder));

        assertThat(ItemTestAccess.marked(madeJob)).isEmpty();
        assertThat(ItemTestAccess.marked(madeFolder)).isEmpty();
    }

    @Test
    void aRemovedMarkIsReportedAndWrittenAgain() throws Exception {
        changedItems.clear();
        String document = job(folder + "/web").getConfigFile().asString();
        job(folder + "/web")
                .updateByXml(new StreamSource(new StringReader(
                        document.replaceFirst("(?s)<io[^>]*ManagedJobProperty.*ManagedJobProperty>", ""))));
        assertThat(ItemTestAccess.marked(job(folder + "/web"))).isEmpty();
        assertThat(changedItems).contains(folder + "/web");
        folder(folder).updateByXml(new StreamSource(new StringReader("<com.cloudbees.hudson.plugins.folder.Folder/>")));
        assertThat(changedItems).contains(folder);
        assertThat(ensureFolder().change()).isEqualTo(ItemOperationResult.UPDATED);
        assertThat(ensureJob().change()).isEqualTo(ItemOperationResult.UPDATED);
        assertThat(ItemTestAccess.marked(folder(folder))).isPresent();
        assertThat(ItemTestAccess.marked(job(folder + "/web"))).isPresent();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

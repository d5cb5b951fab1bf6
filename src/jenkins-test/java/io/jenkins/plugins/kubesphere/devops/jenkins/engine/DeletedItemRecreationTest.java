package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests that items which people delete are created again, but not in a folder that is being deleted. */
@WithJenkins
class DeletedItemRecreationTest extends DriftTestCase {
    /** Jenkins reports a deletion before it removes the item. A listener that looks at once must not find the item. */
    @Test
    void aDeletedItemCanBeCreatedAgainFromTheEvent() throws Exception {
        Queue<CompletableFuture<ItemOperationResult>> outcomes = new ConcurrentLinkedQueue<>();
        try (Engine.Subscription subscription = ruleEngine.engine().subscribe(event -> {
            if (event instanceof EngineEvent.JobChanged) {
                outcomes.add(CompletableFuture.supplyAsync(() -> ensureJob().change()));
                pause();
            } else if (event instanceof EngineEvent.FolderChanged) {
                outcomes.add(CompletableFuture.supplyAsync(() -> ensureFolder().change()));
                pause();
            }
        })) {
            job(folder + "/web").delete();
            assertThat(outcomes.remove().get()).isEqualTo(ItemOperationResult.CREATED);
            outcomes.clear();
            jenkins.jenkins.getItem(folder).delete();
            await("the folder is created again").until(() -> folder(folder) != null);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aJobIsNotCreatedInAFolderThatIsBeingDeleted() throws Exception {
        Queue<Optional<Reason>> refusals = new ConcurrentLinkedQueue<>();
        try (Engine.Subscription subscription = ruleEngine.engine().subscribe(event -> {
            if (event instanceof EngineEvent.JobChanged) {
                refusals.add(CompletableFuture.supplyAsync(this::refusal).join());
            }
        })) {
            folder(folder).delete();
        }
        assertThat(refusals).containsExactly(Optional.of(Reason.FOLDER_MISSING));
    }

    private Optional<Reason> refusal() {
        try {
            ensureJob();
            return Optional.empty();
        } catch (EngineRefusalException e) {
            return Optional.of(e.reason());
        }
    }

    /** Two threads delete a project and its pipelines at the same time. */
    @Test
    void folderAndJobsCanBeDeletedAtTheSameTime() {
        ruleEngine
                .engine()
                .jobs()
                .ensureJob(new JobRequest(
                        project.job,
                        project.pipelineOwner,
                        EngineTestProject.spec("", false, EngineTestProject.WAITS_FOR_INPUT)));
        project.startAndAwaitInput();
        CompletableFuture<Void> deletion = CompletableFuture.allOf(
                CompletableFuture.runAsync(
                        () -> ruleEngine.engine().jobs().deleteJob(project.job, project.pipelineOwner)),
                CompletableFuture.runAsync(() -> ruleEngine.engine().jobs().deleteFolder(folder, project.projectOwner)),
                CompletableFuture.runAsync(
                        () -> ruleEngine.engine().jobs().deleteFolder(folder, project.projectOwner)));
        deletion.join();
        assertThat(folder(folder)).isNull();
    }
}

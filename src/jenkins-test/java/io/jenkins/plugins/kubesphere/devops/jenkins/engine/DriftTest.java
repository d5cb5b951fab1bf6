package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.Items;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFixtureProject;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.Refusals;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemChange;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemRecords;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What people rename, move, copy, delete and give other marks comes back, or is nobody's. */
@WithJenkins
class DriftTest {
    private static final String SCRIPT = EngineFixtureProject.steps("echo 'hello'");

    private final RuleEngine tested = new RuleEngine();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private Engine.Subscription subscription;
    private JenkinsRule jenkins;
    private EngineFixtureProject sample;
    private String folder;
    private RunRequest run;

    @BeforeEach
    void create(JenkinsRule rule) {
        jenkins = rule;
        sample = EngineFixtureProject.job(tested, SCRIPT);
        folder = sample.job.folder();
        run = sample.started();
        sample.end(run);
        subscription = tested.engine().subscribe(event -> {
            if (event instanceof EngineEvent.JobChanged changed) {
                told.add(changed.job().toString());
            } else if (event instanceof EngineEvent.FolderChanged changed) {
                told.add(changed.folder());
            }
        });
    }

    @AfterEach
    void unsubscribe() {
        subscription.close();
    }

    private WorkflowJob job(String fullName) {
        return jenkins.jenkins.getItemByFullName(fullName, WorkflowJob.class);
    }

    private Folder folder(String fullName) {
        return jenkins.jenkins.getItemByFullName(fullName, Folder.class);
    }

    private JobOutcome ensureJob() {
        return tested.engine()
                .jobs()
                .ensureJob(new JobRequest(sample.job, sample.pipeline, EngineFixtureProject.spec("", false, SCRIPT)));
    }

    private FolderOutcome ensureFolder() {
        return tested.engine().jobs().ensureFolder(sample.folderRequest());
    }

    private void assertBuildIsFound() {
        assertThat(tested.engine().runs().find(sample.job, run.run())).isPresent();
        assertThat(tested.engine()
                        .runDetails()
                        .log(sample.job, run.run(), 0)
                        .orElseThrow()
                        .text())
                .contains("hello");
    }

    private static Drift moved(String to) {
        return new Drift(to, false, List.of());
    }

    @Test
    void renamedJobIsRenamedBackWithItsBuilds() throws Exception {
        job(folder + "/web").renameTo("mine");
        assertThat(told).contains(folder + "/web");
        assertBuildIsFound();
        assertThat(ItemOwnership.of(job(folder + "/mine"))).isEmpty();

        assertThat(ensureJob()).isEqualTo(new JobOutcome(ItemChange.UPDATED, List.of(), moved(folder + "/mine")));

        assertThat(job(folder + "/mine")).isNull();
        assertBuildIsFound();
        assertThat(job(folder + "/web").getBuilds()).hasSize(1);
        assertThat(ensureJob()).isEqualTo(new JobOutcome(ItemChange.UNCHANGED));
        assertThat(sample.end(sample.started()).number()).hasValue(2);
    }

    @Test
    void jobThatWasMovedAndRenamedComesBack() throws Exception {
        Folder others = jenkins.createProject(Folder.class, "others");
        Items.move(job(folder + "/web"), others).renameTo("mine");
        assertBuildIsFound();

        assertThat(ensureJob().found()).isEqualTo(moved("others/mine"));

        assertThat(others.getItems()).isEmpty();
        assertBuildIsFound();
        assertThat(job(folder + "/web").getBuilds()).hasSize(1);
    }

    @Test
    void jobThatAPersonMovesBackIsAtHome() throws Exception {
        job(folder + "/web").renameTo("mine");
        job(folder + "/mine").renameTo("web");

        assertThat(ensureJob()).isEqualTo(new JobOutcome(ItemChange.UNCHANGED));
        assertThat(ItemRecords.movedFrom(folder + "/web")).isEmpty();
    }

    @Test
    void renamedFolderIsRenamedBackWithItsJobs() throws Exception {
        folder(folder).renameTo("mine");
        await("the folder's change is told").until(() -> told.contains(folder));
        assertThat(told).doesNotContain(folder + "/web");
        assertBuildIsFound();
        Refusals.of(this::ensureJob, Reason.FOLDER_MISSING, folder);

        assertThat(ensureFolder()).isEqualTo(new FolderOutcome(ItemChange.UPDATED, moved("mine")));

        assertThat(folder("mine")).isNull();
        assertThat(ensureJob()).isEqualTo(new JobOutcome(ItemChange.UNCHANGED));
        assertBuildIsFound();
    }

    @Test
    void folderThatWasMovedIntoAnotherComesBackWithAJobThatWasRenamedBefore() throws Exception {
        job(folder + "/web").renameTo("mine");
        Folder others = jenkins.createProject(Folder.class, "others");
        Items.move(folder(folder), others);
        assertBuildIsFound();

        assertThat(ensureFolder().found()).isEqualTo(moved("others/" + folder));
        assertThat(ensureJob().found()).isEqualTo(moved(folder + "/mine"));
        assertBuildIsFound();
    }

    /** Moved under a running build, its files would be written where nobody looks for them. */
    @Test
    void jobInWhichABuildRunsIsMovedBackAfterwards() throws Exception {
        JobRequest pausing = new JobRequest(
                sample.job, sample.pipeline, EngineFixtureProject.spec("", false, EngineFixtureProject.PAUSES));
        tested.engine().jobs().ensureJob(pausing);
        job(folder + "/web").renameTo("mine");
        RunRequest running = sample.run();
        Refusals.of(() -> tested.engine().runs().start(running), Reason.JOB_MISSING, sample.job.toString());
        var build = job(folder + "/mine").scheduleBuild2(0).waitForStart();

        Refusals.of(
                () -> tested.engine().jobs().ensureJob(pausing),
                Reason.MOVED,
                folder + "/mine",
                "when they have ended");
        assertThat(Reason.MOVED.waits()).isTrue();

        jenkins.waitForMessage("Go on?", build);
        build.doKill();
        await("the build is over").until(() -> !build.isBuilding());
        assertThat(tested.engine().jobs().ensureJob(pausing).found()).isEqualTo(moved(folder + "/mine"));
        assertThat(job(folder + "/web").getBuilds()).hasSize(2);
    }

    @Test
    void moveIsRememberedOverARestart() throws Exception {
        job(folder + "/web").renameTo("mine");
        Path file = jenkins.jenkins.getRootDir().toPath().resolve("kubesphere-devops-moved.properties");
        assertThat(ItemRecords.movedFrom(folder + "/web", file)).contains(folder + "/mine");
        assertThat(ItemRecords.movedFrom(folder, file)).isEmpty();
    }

    @Test
    void jobThatWasMovedAndDeletedIsMadeAnew() throws Exception {
        job(folder + "/web").renameTo("mine");
        job(folder + "/mine").delete();

        assertThat(ensureJob().change()).isEqualTo(ItemChange.CREATED);
        assertThat(tested.engine().runs().find(sample.job, run.run())).isEmpty();
    }

    @Test
    void jobThatIsAwayGoesWithItsPipelineAndAFolderWithItsProject() throws Exception {
        job(folder + "/web").renameTo("mine");
        assertThat(tested.engine().jobs().deleteJob(sample.job, sample.pipeline))
                .isTrue();
        assertThat(job(folder + "/mine")).isNull();
        folder(folder).renameTo("theirs");
        assertThat(tested.engine().jobs().deleteFolder(folder, sample.project)).isTrue();
        assertThat(folder("theirs")).isNull();
    }

    /** A mark is text that whoever may configure a job may write; it must not carry that job to another's place. */
    @Test
    void forgedMarkIsNoMove() throws Exception {
        String forged = job(folder + "/web").getConfigFile().asString();
        WorkflowJob mallorys = folder(folder).createProject(WorkflowJob.class, "mallorys");
        mallorys.updateByXml(new javax.xml.transform.stream.StreamSource(new java.io.StringReader(forged)));
        job(folder + "/web").delete();

        assertThat(ensureJob().change()).isEqualTo(ItemChange.CREATED);

        assertThat(job(folder + "/mallorys")).isSameAs(mallorys);
    }

    @Test
    void copiesCarryNoMark() throws Exception {
        folder(folder).copy(job(folder + "/web"), "copied");
        jenkins.jenkins.copy(folder(folder), "copies");

        for (Item copy : List.of(job(folder + "/copied"), folder("copies"), job("copies/web"), job("copies/copied"))) {
            assertThat(ItemRecords.marked(copy)).as(copy.getFullName()).isEmpty();
        }
        assertThat(job("copies/web").getConfigFile().asString()).doesNotContain("ManagedJobProperty");
        assertThat(folder("copies").getConfigFile().asString()).doesNotContain("ManagedFolderProperty");
        assertThat(ensureFolder().change()).isEqualTo(ItemChange.UNCHANGED);
        assertThat(ensureJob().change()).isEqualTo(ItemChange.UNCHANGED);
    }

    @Test
    void itemsThatAreMadeOfOurDocumentsCarryNoMark() throws Exception {
        String ofJob = job(folder + "/web").getConfigFile().asString();
        String ofFolder = folder(folder).getConfigFile().asString();
        Item madeJob = jenkins.jenkins.createProjectFromXML("made", stream(ofJob));
        Item madeFolder = jenkins.jenkins.createProjectFromXML("others", stream(ofFolder));

        assertThat(ItemRecords.marked(madeJob)).isEmpty();
        assertThat(ItemRecords.marked(madeFolder)).isEmpty();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Jenkins tells of a deletion before it forgets the item; who looks at once must not take it for one that is there. */
    @Test
    void whatIsDeletedIsMadeAnewByWhomeverHearsOfIt() throws Exception {
        Queue<CompletableFuture<ItemChange>> made = new ConcurrentLinkedQueue<>();
        try (Engine.Subscription maker = tested.engine().subscribe(event -> {
            if (event instanceof EngineEvent.JobChanged) {
                made.add(CompletableFuture.supplyAsync(() -> ensureJob().change()));
                pause();
            } else if (event instanceof EngineEvent.FolderChanged) {
                made.add(CompletableFuture.supplyAsync(() -> ensureFolder().change()));
                pause();
            }
        })) {
            job(folder + "/web").delete();
            assertThat(made.remove().get()).isEqualTo(ItemChange.CREATED);
            made.clear();
            jenkins.jenkins.getItem(folder).delete();
            await("the folder is back").until(() -> folder(folder) != null);
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
    void jobIsNotMadeInAFolderThatIsBeingDeleted() throws Exception {
        Queue<Optional<Reason>> refused = new ConcurrentLinkedQueue<>();
        try (Engine.Subscription maker = tested.engine().subscribe(event -> {
            if (event instanceof EngineEvent.JobChanged) {
                refused.add(CompletableFuture.supplyAsync(this::refusal).join());
            }
        })) {
            folder(folder).delete();
        }
        assertThat(refused).containsExactly(Optional.of(Reason.FOLDER_MISSING));
    }

    private Optional<Reason> refusal() {
        try {
            ensureJob();
            return Optional.empty();
        } catch (io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException e) {
            return Optional.of(e.reason());
        }
    }

    @Test
    void lossOfAMarkIsTold() throws Exception {
        told.clear();
        String document = job(folder + "/web").getConfigFile().asString();
        job(folder + "/web")
                .updateByXml(new javax.xml.transform.stream.StreamSource(new java.io.StringReader(
                        document.replaceFirst("(?s)<io[^>]*ManagedJobProperty.*ManagedJobProperty>", ""))));
        assertThat(ItemRecords.marked(job(folder + "/web"))).isEmpty();
        assertThat(told).contains(folder + "/web");
        folder(folder)
                .updateByXml(new javax.xml.transform.stream.StreamSource(
                        new java.io.StringReader("<com.cloudbees.hudson.plugins.folder.Folder/>")));
        assertThat(told).contains(folder);
        Refusals.of(this::ensureFolder, Reason.OWNED_BY_OTHER, "no known resource");
    }

    @Test
    void jobThatWasEditedSaysWhatWasPutBack() throws Exception {
        JobRequest request = new JobRequest(
                sample.job,
                sample.pipeline,
                EngineFixtureProject.spec(
                        "ours", true, SCRIPT, EngineFixtureProject.parameter("TAG", "string", "latest")));
        tested.engine().jobs().ensureJob(request);
        WorkflowJob job = job(folder + "/web");
        job.setDescription("mine");
        job.setDisplayName("Mine");
        job.removeProperty(hudson.model.ParametersDefinitionProperty.class);
        job.setConcurrentBuild(true);
        job.makeDisabled(true);

        assertThat(tested.engine().jobs().ensureJob(request).found())
                .isEqualTo(new Drift("", true, List.of("description", "disable_concurrent", "parameters/TAG")));

        assertThat(job.isDisabled()).isFalse();
        assertThat(job.getDisplayName()).isEqualTo("Mine");
        assertThat(tested.engine().jobs().ensureJob(request)).isEqualTo(new JobOutcome(ItemChange.UNCHANGED));
    }

    @Test
    void textsOfAFolderAreOursWhileTheProjectHasThem() throws Exception {
        FolderRequest described = new FolderRequest(folder, sample.project, "演示", "one\r\ntwo", false);
        folder(folder).setDescription("of a person");
        assertThat(ensureFolder()).isEqualTo(new FolderOutcome(ItemChange.UNCHANGED));

        assertThat(tested.engine().jobs().ensureFolder(described)).isEqualTo(new FolderOutcome(ItemChange.UPDATED));
        assertThat(folder(folder).getDisplayName()).isEqualTo("演示");
        assertThat(folder(folder).getDescription()).isEqualTo("one\ntwo");
        jenkins.configRoundtrip(folder(folder));
        jenkins.jenkins.reload();
        assertThat(tested.engine().jobs().ensureFolder(described)).isEqualTo(new FolderOutcome(ItemChange.UNCHANGED));

        folder(folder).setDescription("mine");
        assertThat(tested.engine().jobs().ensureFolder(described))
                .isEqualTo(new FolderOutcome(ItemChange.UPDATED, new Drift("", false, List.of("description"))));
        assertThat(folder(folder).getDescription()).isEqualTo("one\ntwo");

        assertThat(ensureFolder()).isEqualTo(new FolderOutcome(ItemChange.UPDATED));
        assertThat(folder(folder).getDisplayName()).isEqualTo(folder);
        assertThat(folder(folder).getDescription()).isNullOrEmpty();
        folder(folder).setDescription("mine");
        assertThat(ensureFolder()).isEqualTo(new FolderOutcome(ItemChange.UNCHANGED));
    }

    /** A project and its pipelines are deleted at once, each by a thread of its own. */
    @Test
    void folderAndJobsAreDeletedByTwoAtOnce() {
        tested.engine()
                .jobs()
                .ensureJob(new JobRequest(
                        sample.job,
                        sample.pipeline,
                        EngineFixtureProject.spec("", false, EngineFixtureProject.PAUSES)));
        sample.startedAndPaused();
        CompletableFuture<Void> deletion = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> tested.engine().jobs().deleteJob(sample.job, sample.pipeline)),
                CompletableFuture.runAsync(() -> tested.engine().jobs().deleteFolder(folder, sample.project)),
                CompletableFuture.runAsync(() -> tested.engine().jobs().deleteFolder(folder, sample.project)));
        deletion.join();
        assertThat(folder(folder)).isNull();
    }
}

package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A test of a pipeline whose repository has four branches, one of them without a Jenkinsfile, and a tag. */
abstract class FourBranchesTestCase extends RepositoryTestCase {
    @BeforeEach
    void commitBranches() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        git.commit("中文测试分支", "Jenkinsfile", JENKINSFILE);
        git.commit("bare", "README", "no Jenkinsfile here");
        git.tag("v1", "main");
    }

    /** Jenkins builds the branches that it finds, but not the tags. */
    void awaitFirstBuilds() {
        await("new branches are built").until(this::builds, List.of(1, 1, 0, 1)::equals);
    }

    /** Numbers of builds of feat/x, main, v1 and the branch with a Chinese name. */
    List<Integer> builds() {
        return builds("feat%2Fx", "main", "v1", "中文测试分支");
    }
}

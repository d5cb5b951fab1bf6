package io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay;

import hudson.model.Action;
import hudson.model.Cause;
import java.util.List;

/**
 * What makes a new build a replay of another one.
 *
 * @param causes say in Jenkins which build is repeated
 * @param actions give the new build the Jenkinsfile of the other one, and the revision of its branch. The parameters
 *     are not among them
 */
public record ReplayActions(List<Cause> causes, List<Action> actions) {
    public ReplayActions {
        causes = List.copyOf(causes);
        actions = List.copyOf(actions);
    }
}

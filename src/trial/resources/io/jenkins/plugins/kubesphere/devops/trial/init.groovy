// What a trial sets in the Jenkins that it starts. Run by Jenkins itself before it is up, after all other configuration, so
// that nothing that a copied home holds leads our plugin to another cluster. Lines that begin with "trial: " get to the user.
import hudson.model.CauseAction
import hudson.model.Cause
import hudson.model.Item
import hudson.model.Node
import hudson.model.Queue
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy
import hudson.security.HudsonPrivateSecurityRealm
import io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.KubeconfigFile
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunCause
import jenkins.model.Jenkins
import jenkins.model.JenkinsLocationConfiguration

def jenkins = Jenkins.get()
def trial = new Properties()
def settings = new File(jenkins.rootDir, 'trial.properties')
settings.withInputStream { trial.load(it) }
settings.delete()

JenkinsLocationConfiguration.get().url = trial.url

def ours = DevOpsConfiguration.get()
ours.cluster = new KubeconfigFile(trial.kubeconfig)
ours.namespaces = trial.namespaces.tokenize()
ours.systemNamespace = trial.systemNamespace
ours.enabled = true

if (trial.password) {
    def realm = new HudsonPrivateSecurityRealm(false)
    jenkins.securityRealm = realm
    realm.createAccount(trial.user, trial.password)
    def authorization = new FullControlOnceLoggedInAuthorizationStrategy()
    authorization.allowAnonymousRead = false
    jenkins.authorizationStrategy = authorization
}

if (jenkins.numExecutors == 0 || jenkins.mode == Node.Mode.EXCLUSIVE) {
    println 'trial: agents are left out, so the built-in node of the copy builds, on 2 executors'
    jenkins.numExecutors = 2
    jenkins.mode = Node.Mode.NORMAL
}

// A copy must not do again what the original does: poll, build by the clock, deploy. A person may start its jobs, and a run.
def brought = jenkins.getAllItems(Item)*.fullName as Set
def wanted
wanted = { Cause cause ->
    cause instanceof Cause.UserIdCause || cause instanceof StartedByRun ||
            cause instanceof Cause.UpstreamCause && cause.upstreamCauses.any(wanted)
}
jenkins.getExtensionList(Queue.QueueDecisionHandler).add(0, new Queue.QueueDecisionHandler() {
    @Override
    boolean shouldSchedule(Queue.Task task, List actions) {
        !(task instanceof Item) || !(task.fullName in brought) ||
                actions.any { it instanceof RunIdentity || it instanceof CauseAction && it.causes.any(wanted) }
    }
})
jenkins.save()

// The settings of a trial in the Jenkins that it starts. Jenkins runs this script during its start, after all other
// configuration, so that no setting of a copied home can connect our plugin to another cluster. Lines that begin with
// "trial: " are shown to the user.
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
    println 'trial: agents are not copied, so the built-in node of the copy runs the builds, with 2 executors'
    jenkins.numExecutors = 2
    jenkins.mode = Node.Mode.NORMAL
}

// The jobs of a copied home must not start by themselves, for example by a timer: they would repeat the work of the
// original, such as a deployment. Only a person or a PipelineRun can start them.
def copiedItems = jenkins.getAllItems(Item)*.fullName as Set
def isWanted
isWanted = { Cause cause ->
    cause instanceof Cause.UserIdCause || cause instanceof PipelineRunCause ||
            cause instanceof Cause.UpstreamCause && cause.upstreamCauses.any(isWanted)
}
jenkins.getExtensionList(Queue.QueueDecisionHandler).add(0, new Queue.QueueDecisionHandler() {
    @Override
    boolean shouldSchedule(Queue.Task task, List actions) {
        !(task instanceof Item) || !(task.fullName in copiedItems) ||
                actions.any { it instanceof PipelineRunAction || it instanceof CauseAction && it.causes.any(isWanted) }
    }
})
jenkins.save()

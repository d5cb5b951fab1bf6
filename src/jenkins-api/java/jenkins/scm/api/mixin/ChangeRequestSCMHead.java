package jenkins.scm.api.mixin;

public interface ChangeRequestSCMHead {
    String getId();
}

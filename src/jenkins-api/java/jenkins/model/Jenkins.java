package jenkins.model;

import hudson.PluginManager;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.security.SecurityRealm;
import hudson.security.csrf.CrumbIssuer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jvnet.hudson.reactor.ReactorException;
import org.kohsuke.stapler.HttpRedirect;
import org.springframework.security.core.Authentication;

public class Jenkins implements DirectlyModifiableTopLevelItemGroup, AccessControlled, ModelObject {
    public static final Authentication ANONYMOUS2 = null;

    public static final Permission ADMINISTER = null;

    private Jenkins() {
        throw new UnsupportedOperationException();
    }

    public static Authentication getAuthentication2() {
        throw new UnsupportedOperationException();
    }

    public static Jenkins get() {
        throw new UnsupportedOperationException();
    }

    public String getRootUrl() {
        throw new UnsupportedOperationException();
    }

    public SecurityRealm getSecurityRealm() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public TopLevelItem getItem(String name) {
        throw new UnsupportedOperationException();
    }

    public <T extends Item> T getItemByFullName(String fullName, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public File getRootDir() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TopLevelItem> getItems() {
        throw new UnsupportedOperationException();
    }

    public TopLevelItem createProjectFromXML(String name, InputStream xml) throws IOException {
        throw new UnsupportedOperationException();
    }

    public Queue getQueue() {
        throw new UnsupportedOperationException();
    }

    public PluginManager getPluginManager() {
        throw new UnsupportedOperationException();
    }

    public String getLegacyInstanceId() {
        throw new UnsupportedOperationException();
    }

    public static void checkGoodName(String name) throws Failure {
        throw new UnsupportedOperationException();
    }

    public static final Permission MANAGE = null;

    public static final Permission READ = null;

    public CrumbIssuer getCrumbIssuer() {
        throw new UnsupportedOperationException();
    }

    public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        throw new UnsupportedOperationException();
    }

    public <T extends Descriptor> T getDescriptorByType(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public final <T extends Item> T getItem(String path, ItemGroup context, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public synchronized <T extends TopLevelItem> T createProject(Class<T> type, String name) throws IOException {
        throw new UnsupportedOperationException();
    }

    public <T extends TopLevelItem> T copy(T source, String name) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void setSecurityRealm(SecurityRealm realm) {
        throw new UnsupportedOperationException();
    }

    public void setAuthorizationStrategy(AuthorizationStrategy strategy) {
        throw new UnsupportedOperationException();
    }

    public void setNumExecutors(int number) throws IOException {
        throw new UnsupportedOperationException();
    }

    public synchronized void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    public void reload() throws IOException, InterruptedException, ReactorException {
        throw new UnsupportedOperationException();
    }

    public synchronized HttpRedirect doQuietDown() {
        throw new UnsupportedOperationException();
    }

    public synchronized HttpRedirect doCancelQuietDown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public boolean isQuietingDown() {
        throw new UnsupportedOperationException();
    }

    public Node getNode(String name) {
        throw new UnsupportedOperationException();
    }
}

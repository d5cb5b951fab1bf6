package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Puts the parameters of the spec into the order of the spec; Jenkins asks for parameters in this order. Other
 * parameters keep their positions: a declarative Pipeline puts its own parameters first, and would do so again in its
 * next run.
 */
final class ParameterSorter {
    private ParameterSorter() {}

    /**
     * @param wantedOrder elements of one list, in the wanted order
     * @return whether an element was moved
     */
    static boolean apply(List<Element> wantedOrder) {
        List<Element> current = wantedOrder.stream()
                .sorted(Comparator.comparingInt(ParameterSorter::index))
                .toList();
        if (current.equals(wantedOrder)) {
            return false;
        }
        Node list = wantedOrder.get(0).getParentNode();
        List<Node> placeholders = current.stream()
                .map(element -> {
                    Node placeholder = element.getOwnerDocument().createComment("slot");
                    list.replaceChild(placeholder, element);
                    return placeholder;
                })
                .toList();
        IntStream.range(0, placeholders.size())
                .forEach(i -> list.replaceChild(wantedOrder.get(i), placeholders.get(i)));
        return true;
    }

    private static int index(Element element) {
        return DomElements.children((Element) element.getParentNode()).indexOf(element);
    }
}

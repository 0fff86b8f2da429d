/**
 * Holds what is below {@code k8s} to the code: manifests as kustomize renders them, alerts and
 * dashboards, the image, Compose, and the proxies' examples.
 */
package chat.passerby.k8s;

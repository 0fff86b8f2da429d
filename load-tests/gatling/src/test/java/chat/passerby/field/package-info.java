/** Visitors as they behave in the field, played by Gatling against a node that is running. */
package chat.passerby.field;

### English. One section a feature; put new texts into your own section.

## core
choice-line = · { $label }: reply “{ $words }”
button-stale = This button has expired.
left-group = You are no longer in this group. Come back in and try again.
only-in-group = This one works in a group.
only-in-private = Please send me this in a private chat.
only-organisers = Only a group administrator can do this.
anonymous-not-credited = You are posting anonymously, so it cannot be recorded for you. Switch to your own name and send it again.
usage-none = I did not understand the rest. Send “help” to see how it is written.
unknown-command = There is no /{ $name }. Send “help” to see what I can do.
unknown-command-near = There is no /{ $name }. Did you mean /{ $nearest }?
incident = Something went wrong and it was not done. It has been noted (number { $incident }).
store-away = I cannot reach my records right now, so this is not saved yet. I will go on as soon as I can; no need to send it again.

extension Catalogue {
  /// Of a file that is no YAML. The reader's own words stay English, as a detail.
  static let unreadFlaws = [
    "this is no YAML from column {0} on: {1} (in the reader's words: {2})":
      "det här är inte YAML från tecken {0}: {1} (med läsarens ord: {2})",
    "a colon stands inside a text": "ett kolon står inne i en text",
    "put the text in quotes, or begin a new line":
      "sätt texten inom citattecken, eller börja en ny rad",
    "a key has no colon after it": "en nyckel har inget kolon efter sig",
    "write a colon and a space after the key": "skriv kolon och mellanslag efter nyckeln",
    "a list in brackets is not closed": "en lista inom hakparenteser är inte stängd",
    "close it with ], and put commas between its members":
      "stäng den med ], och sätt komma mellan leden",
    "keys in braces are not closed": "nycklar inom klamrar är inte stängda",
    "close them with }, and put commas between them":
      "stäng dem med }, och sätt komma mellan dem",
    "nothing stands where a value must": "inget står där ett värde måste stå",
    "write it, or close the bracket": "skriv det, eller stäng parentesen",
    "the line is moved in too far or too little, or a text before it is not closed":
      "raden är indragen för långt eller för lite, eller en text före den är inte stängd",
    "move it in as far as those beside it": "dra in den lika långt som raderna bredvid",
    "the hyphens of a list do not stand below each other":
      "listans bindestreck står inte under varandra",
    "move each of them in equally far": "dra in dem lika långt",
    "a tab stands there, or a sign with a meaning of its own":
      "där står en tabb, eller ett tecken med egen betydelse",
    "use spaces, and put the sign in quotes":
      "använd mellanslag, och sätt tecknet inom citattecken",
    "a text in quotes is not closed": "en text inom citattecken är inte stängd",
    "close it with the same quotation mark": "stäng den med samma citattecken",
    "a backslash in double quotes has a meaning of its own":
      "ett omvänt snedstreck inom citattecken har en egen betydelse",
    "use single quotes, or write the backslash twice":
      "använd enkla citattecken, eller skriv snedstrecket två gånger",
    "a star or an ampersand has a meaning of its own":
      "en asterisk eller ett et-tecken har en egen betydelse",
    "put the text in quotes": "sätt texten inom citattecken",
    "a second document begins there": "ett andra dokument börjar där",
    "keep one in the file": "behåll ett i filen",
    "the line is moved out too far": "raden är för lite indragen",
    "it cannot be read any further": "det går inte att läsa vidare",
    "look for quotes and brackets that are not closed, and for lines moved in unevenly":
      "leta efter citattecken och parenteser som inte är stängda, och ojämnt indragna rader",
  ]
}

window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "7731904426180255744-435279083872678413",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "435279083872678413",
            "reactions": [],
            "urls": [],
            "text": "An invented private message: the spare key hangs behind the heron.",
            "mediaUrls": [],
            "senderId": "7731904426180255744",
            "id": "1907493230354616277",
            "createdAt": "2025-04-02T18:00:00.000Z"
          }
        }
      ]
    }
  }
]

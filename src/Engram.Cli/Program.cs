Console.Error.WriteLine("engram: no verb is wired yet.");
return 2;

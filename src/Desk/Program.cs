using EcomCenter.Desk;
using EcomCenter.Desk.Storage;

var app = DeskApplication.Build(args);
await app.Services.MigrateAsync(CancellationToken.None);
await app.RunAsync();

using EcomCenter.Desk;
using EcomCenter.Desk.Commands;
using EcomCenter.Desk.Storage;

ModelAhead.Begin(args);
return await DeskCommands.RunAsync(args, DeskApplication.Build);

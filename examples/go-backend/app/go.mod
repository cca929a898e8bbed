module example.test/backend

go 1.16
